// Members here and people on two hundred other servers.
import { generateKeyPairSync } from 'node:crypto'
import { firstIdAt } from '#machinery/ids/ids.ts'
import { tokenise } from '#domain/text/search-tokens.ts'
import type { Random } from './random.ts'
import { END, PEERS, START, type Person, type Size } from './village.ts'
import { sentence } from './words.ts'
import type { Writers } from './writers.ts'

const DAY_MS = 86_400_000

/** Writes everybody; the members come first. All share a key: making thousands would take minutes. */
export async function addPeople(to: Writers, random: Random, size: Size): Promise<Person[]> {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } })
  const people: Person[] = []
  for (let index = 0; index < PEERS; index++) await to.hosts.add(`host${index}.example`, START)
  for (let index = 0; index < size.accounts; index++) {
    const id = firstIdAt(START - 86_400_000 + index * 2) + 1
    const local = index < size.members
    const name = `${local ? 'member' : 'peer'}${index}`
    const host = local ? null : `host${index % PEERS}.example`
    const uri = host ? `https://${host}/users/${name}` : null
    const [display, note, indexable] = [sentence(random, 2), sentence(random, 12), random.chance(0.2)]
    await to.accounts.add(id, name, host, host ? `${name}@${host}` : name, display, `<p>${note}</p>`, local ? note : '', uri, host ? `https://${host}/@${name}` : null,
      uri && `${uri}/inbox`, host && `https://${host}/inbox`, uri && `${uri}/followers`, indexable ? 1 : 0, local ? START : START - DAY_MS * 60, START, host ? START : null)
    await to.account_keys.add(id + 2, id, uri && `${uri}#main-key`, 'rsa', keys.publicKey, local ? keys.privateKey : null, local ? null : START, START)
    for (const token of tokenise(`${name} ${display} ${host ?? ''}`)) await to.account_tokens.add(token, id)
    if (local) await to.users.add(id + 1, id, `${name}@people.example`, `${name}@people.example`, START, START, START, END)
    people.push({ id, local, uri, host, indexable })
  }
  return people
}

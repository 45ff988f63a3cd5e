// The only script of the pages around signing in: asks the browser for a passkey and sends its answer with the form. The
// form stays hidden where the browser knows no passkeys, so that nobody is offered what cannot work.
import { creationOptions, credentialJson, requestOptions } from './passkey-json.ts'

async function ask(form: HTMLFormElement): Promise<PublicKeyCredential> {
  const options: unknown = JSON.parse(form.dataset['options'] ?? '{}')
  const made = form.dataset['passkey'] === 'new'
    ? await navigator.credentials.create({ publicKey: creationOptions(options as PublicKeyCredentialCreationOptionsJSON) })
    : await navigator.credentials.get({ publicKey: requestOptions(options as PublicKeyCredentialRequestOptionsJSON) })
  if (!(made instanceof PublicKeyCredential)) throw new Error('no passkey was given')
  return made
}

function sayFailed(form: HTMLFormElement): void {
  const note = form.querySelector<HTMLElement>('[data-failed]')
  if (note) note.hidden = false
}

async function answer(form: HTMLFormElement): Promise<void> {
  const field = form.elements.namedItem('credential')
  const note = form.querySelector<HTMLElement>('[data-failed]')
  if (!(field instanceof HTMLInputElement)) return
  if (note) note.hidden = true
  try {
    field.value = JSON.stringify(credentialJson(await ask(form)))
    form.submit()
  } catch {
    // Cancelled, timed out, or a passkey that is there already: the browser has said which.
    sayFailed(form)
  }
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) {
  const box = form.closest<HTMLElement>('[data-passkeys]') ?? form
  if (!('PublicKeyCredential' in globalThis)) continue
  box.hidden = false
  for (const other of document.querySelectorAll<HTMLElement>('[data-without-passkeys]')) other.hidden = true
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void answer(form)
  })
}

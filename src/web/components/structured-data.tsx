// What machines read about a page, as JSON-LD. Data, not a script: browsers never run it. It repeats what the page shows to
// strangers and nothing else, so who may see the page decides about it; whether search engines keep it is `noindex`'s to say,
// which stands on the pages of all who did not ask to be found.
import type { Account, Status } from '../props/entities.ts'
import type { Page } from '../props/page.ts'
import { plainText } from './emoji.tsx'
import { postPath, profilePath, webAddress } from './link.tsx'
import { plainName } from './person.tsx'

/** Nothing in it can close the element it stands in. */
export function StructuredData({ data }: { data: object }) {
  const text = JSON.stringify(data).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e').replaceAll('&', '\\u0026')
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: text }} />
}

const counted = (kind: string, n: number) => ({ '@type': 'InteractionCounter', interactionType: `https://schema.org/${kind}`, userInteractionCount: n })

function person(account: Account, page: Page): object {
  const path = profilePath(account.acct)
  return {
    '@type': account.bot ? 'Organization' : 'Person', name: plainName(account), alternateName: `@${account.acct}@${page.community.domain}`,
    identifier: `${account.acct}@${page.community.domain}`, url: page.community.url + path, ...picture(account.avatar, page),
    ...account.note ? { description: plainText(account.note, 300) } : {},
    interactionStatistic: [
      ...account.hide_collections ? [] : [counted('FollowAction', account.followers_count)], counted('WriteAction', account.statuses_count),
    ],
    sameAs: (account.fields ?? []).filter(field => field.verified_at).flatMap(field => webAddress(/href="([^"]+)"/.exec(field.value)?.[1]) ?? []),
  }
}

function picture(url: string | null | undefined, page: Page): { image?: string } {
  const address = webAddress(url)
  return address ? { image: address.startsWith('/') ? page.community.url + address : address } : {}
}

/** https://schema.org/WebSite and https://schema.org/Organization: the front page. */
export function communityData(page: Page): object {
  const { community } = page
  const site = `${community.url}/`
  const about = community.description ? { description: community.description } : {}
  return {
    '@context': 'https://schema.org',
    '@graph': [
      { '@type': 'WebSite', '@id': `${site}#site`, name: community.name, url: site, ...about, publisher: { '@id': `${site}#community` } },
      {
        '@type': 'Organization', '@id': `${site}#community`, name: community.name, alternateName: community.domain, url: site, ...about,
        logo: `${site}apple-touch-icon.png`, ...picture(community.thumbnail, page),
      },
    ],
  }
}

/** https://schema.org/ProfilePage */
export function profileData(account: Account, page: Page): object {
  return { '@context': 'https://schema.org', '@type': 'ProfilePage', dateCreated: account.created_at, mainEntity: person(account, page) }
}

/** https://schema.org/SocialMediaPosting – what a warning covers is left out. */
export function postData(status: Status, page: Page): object {
  const images = status.sensitive || status.spoiler_text ? [] : status.media_attachments.filter(file => file.type === 'image').flatMap(file => webAddress(file.url) ?? [])
  const parent = status.in_reply_to_id ? { isPartOf: { '@type': 'Conversation' } } : {}
  return {
    '@context': 'https://schema.org', '@type': 'SocialMediaPosting', url: page.community.url + postPath(status), datePublished: status.created_at,
    ...status.edited_at ? { dateModified: status.edited_at } : {}, ...status.language ? { inLanguage: status.language } : {},
    author: person(status.account, page), text: status.spoiler_text || plainText(status.content, 2000), ...images.length ? { image: images } : {}, ...parent,
    commentCount: status.replies_count,
    interactionStatistic: [
      counted('CommentAction', status.replies_count), counted('ShareAction', status.reblogs_count), counted('LikeAction', status.favourites_count),
    ],
  }
}

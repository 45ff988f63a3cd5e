// The whole HTML document: head, skip link, header, main, footer. Every page is a call of `renderDocument`.
import type { ComponentChildren, VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Page } from '../props/page.ts'
import { webAddress } from './link.tsx'
import { Notice } from './notice.tsx'
import { PageContext, type PageContextValue, pageContext } from './page-context.tsx'
import { SiteFooter, SiteHeader } from './site-frame.tsx'

/** What a page says about itself to browsers, search engines, feed readers and other servers. */
export interface Head {
  /** Without the community's name, which is appended. */
  title: string
  description?: string
  /** The page's own address, as a path on this server. */
  path?: string
  noindex?: boolean
  image?: string | null
  imageAlt?: string | null
  type?: 'website' | 'profile' | 'article'
  /** The ActivityPub document of the same thing. */
  activityUrl?: string | null
  rssUrl?: string | null
  publishedAt?: string
}

export interface Content {
  head: Head
  main: VNode
  /** Beside the main column on wide screens, below it on narrow ones. */
  side?: VNode | null
  /** `form` is a narrow column, `feed` the reading column. */
  layout: 'form' | 'feed'
}

/** Renders a page: `content` receives the words and formats, because titles need them too. */
export function renderDocument(page: Page, content: (context: PageContextValue) => Content): string {
  const context = pageContext(page)
  const made = content(context)
  return `<!doctype html>${renderToString(
    <PageContext.Provider value={context}>
      <html lang={context.w.lang} dir={page.dir ?? context.w.dir}>
        <HeadTags page={page} head={made.head} />
        <body class={`layout-${made.layout}`}>
          <a class="skip" href="#content">{context.w.skipToContent}</a>
          <SiteHeader />
          <div class="columns">
            <main id="content" tabindex={-1}>
              {page.notice ? <Notice kind={page.notice.kind}>{page.notice.text}</Notice> : null}
              {made.main}
            </main>
            {made.side ? <aside class="side" aria-label={page.community.name}>{made.side}</aside> : null}
          </div>
          <SiteFooter />
        </body>
      </html>
    </PageContext.Provider>,
  )}`
}

function HeadTags({ page, head }: { page: Page; head: Head }) {
  const { community } = page
  const title = head.title === community.name ? head.title : `${head.title} – ${community.name}`
  return (
    <head>
      <meta charset="utf-8" />
      <title>{title}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
      <meta name="color-scheme" content="light dark" />
      <link rel="icon" href="/favicon.ico" sizes="any" />
      <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
      <link rel="manifest" href="/manifest.webmanifest" />
      {page.stylesheets.map(href => <link rel="stylesheet" href={href} />)}
      {head.description ? <meta name="description" content={head.description} /> : null}
      {head.noindex ? <meta name="robots" content="noindex, noarchive" /> : null}
      {head.path ? <link rel="canonical" href={community.url + head.path} /> : null}
      {head.activityUrl ? <link rel="alternate" type="application/activity+json" href={head.activityUrl} /> : null}
      {head.rssUrl ? <link rel="alternate" type="application/rss+xml" href={head.rssUrl} title={head.title} /> : null}
      {head.path ? <OpenGraph page={page} head={head} /> : null}
    </head>
  )
}

function property(name: string, content: string | null | undefined): ComponentChildren {
  return content ? <meta property={name} content={content} /> : null
}

function OpenGraph({ page, head }: { page: Page; head: Head }) {
  const image = webAddress(head.image)
  return (
    <>
      {property('og:site_name', page.community.name)}
      {property('og:type', head.type ?? 'website')}
      {property('og:title', head.title)}
      {property('og:description', head.description)}
      {property('og:url', page.community.url + (head.path ?? ''))}
      {property('og:published_time', head.publishedAt)}
      {property('og:image', image?.startsWith('/') ? page.community.url + image : image)}
      {image ? property('og:image:alt', head.imageAlt) : null}
      <meta name="twitter:card" content="summary" />
    </>
  )
}

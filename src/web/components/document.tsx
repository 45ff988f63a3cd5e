// The whole HTML document: head, skip link, header, main, footer. Every page is a call of `renderDocument`.
import type { ComponentChildren, VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Page } from '../props/page.ts'
import { lookAttributes } from '../props/look.ts'
import { webAddress } from './link.tsx'
import type { AppOnPage } from '../props/start.ts'
import { MemberFrame, navKeyOf } from './member-frame.tsx'
import { Notice } from './notice.tsx'
import { PageContext, type PageContextValue, pageContext, usePage } from './page-context.tsx'
import { SiteFooter, SiteHeader } from './site-frame.tsx'
import { StructuredData } from './structured-data.tsx'

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
  /** The handle of who wrote it, for sites that name authors on the fediverse. */
  author?: string | null
  /** The path of a post that other sites may show in a frame. */
  embedOf?: string | null
  /** JSON-LD. */
  data?: object | null
}

export interface Content {
  head: Head
  main: VNode
  /** Beside the main column on wide screens, below it on narrow ones. */
  side?: VNode | null
  /** Before the main column: navigation of its own. */
  before?: VNode | null
  /** `form` is a narrow column, `feed` the reading column, `staff` wide with navigation beside it. */
  layout: 'form' | 'feed' | 'staff'
}

/** Renders a page: `content` receives the words and formats, because titles need them too. */
export function renderDocument(page: Page, content: (context: PageContextValue) => Content): string {
  const context = pageContext(page)
  const made = content(context)
  return `<!doctype html>${renderToString(
    <PageContext.Provider value={context}>
      <html lang={context.w.lang} dir={page.dir ?? context.w.dir} {...lookAttributes(page.look)}>
        <HeadTags page={page} head={made.head} />
        <body class={page.app ? 'layout-app' : `layout-${made.layout}`}>
          {page.app ? <AppRoot page={page} app={page.app} content={made} /> : <Plain page={page} content={made} />}
        </body>
      </html>
    </PageContext.Provider>,
  )}`
}

/** What strangers see, and members where there is nothing to take over. */
function Plain({ page, content }: { page: Page; content: Content }) {
  const { w } = usePage()
  return (
    <>
      <a class="skip" href="#content">{w.skipToContent}</a>
      <SiteHeader />
      <div class="columns">
        {content.before}
        <main id="content" tabindex={-1}>
          {page.notice ? <Notice kind={page.notice.kind}>{page.notice.text}</Notice> : null}
          {content.main}
        </main>
        {content.side ? <aside class="side" aria-label={page.community.name}>{content.side}</aside> : null}
      </div>
      <SiteFooter />
    </>
  )
}

/** The member's frame, which the app draws again around the same content once its script has arrived. */
function AppRoot({ page, app, content }: { page: Page; app: AppOnPage; content: Content }) {
  const { me, permissions } = app.start
  // Within a script element only "<" could end it early.
  const start = JSON.stringify(app.start).replaceAll('<', '\\u003c')
  return (
    <>
      <div id="app">
        <MemberFrame me={me} permissions={permissions} current={navKeyOf(page.path ?? '', me.acct)}>
          {page.notice ? <Notice kind={page.notice.kind}>{page.notice.text}</Notice> : null}
          {content.main}
        </MemberFrame>
      </div>
      {app.script ? <script type="application/json" id="start" dangerouslySetInnerHTML={{ __html: start }} /> : null}
    </>
  )
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
      {community.accent ? <link rel="stylesheet" href={`/accent.css?c=${community.accent.replace('#', '')}`} /> : null}
      {page.app?.preload.map(href => <link rel="modulepreload" href={href} />)}
      {page.app?.script ? <script type="module" src={page.app.script} /> : null}
      {head.description ? <meta name="description" content={head.description} /> : null}
      {head.noindex ? <meta name="robots" content="noindex, noarchive" /> : null}
      {head.path ? <link rel="canonical" href={community.url + head.path} /> : null}
      {head.activityUrl ? <link rel="alternate" type="application/activity+json" href={head.activityUrl} /> : null}
      {head.rssUrl ? <link rel="alternate" type="application/rss+xml" href={head.rssUrl} title={head.title} /> : null}
      {head.embedOf
        ? <link rel="alternate" type="application/json+oembed" href={`${community.url}/api/oembed?url=${encodeURIComponent(community.url + head.embedOf)}`} title={head.title} />
        : null}
      {head.author ? <meta name="fediverse:creator" content={`@${head.author}`} /> : null}
      {head.data ? <StructuredData data={head.data} /> : null}
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

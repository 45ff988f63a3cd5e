// One post inside a frame of another site: the card alone, every link leading out of the frame, no form and no script.
import { renderToString } from 'preact-render-to-string'
import { PageContext, pageContext, usePage } from '../components/page-context.tsx'
import { plainName } from '../components/person.tsx'
import { OpenedPost } from '../components/post-card.tsx'
import type { EmbedProps } from '../props/visiting.ts'

/** GET /@name/ID/embed. */
export function embedPage({ page, status }: EmbedProps): string {
  const context = pageContext(page)
  const { w } = context
  return `<!doctype html>${renderToString(
    <PageContext.Provider value={context}>
      <html lang={w.lang} dir={page.dir ?? w.dir}>
        <head>
          <meta charset="utf-8" />
          <title>{status ? w.postPage.titleBare(plainName(status.account)) : page.community.name}</title>
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="robots" content="noindex" />
          {page.stylesheets.map(href => <link rel="stylesheet" href={href} />)}
          <base target="_blank" />
        </head>
        <body class="layout-embed"><main><h1 class="hidden">{status ? w.postPage.titleBare(plainName(status.account)) : page.community.name}</h1>{status ? <OpenedPost status={status} /> : <Missing />}<Source /></main></body>
      </html>
    </PageContext.Provider>,
  )}`
}

function Missing() {
  const { w } = usePage()
  return <p class="empty">{w.visiting.embed.missing}</p>
}

function Source() {
  const { page: { community }, w } = usePage()
  return <p class="embed-source"><a href={`${community.url}/`}>{w.visiting.embed.by(community.name)}</a></p>
}

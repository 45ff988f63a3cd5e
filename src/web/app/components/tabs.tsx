// A row of links under a screen's bar, one of which is where the reader is.

export interface Tab { label: string; href: string; current: boolean; count?: string | undefined }

export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav class="tabs app-tabs" aria-label={label}>{tabs.map((tab) => (
      <a href={tab.href} aria-current={tab.current ? 'page' : undefined}>{tab.label}{tab.count ? <> <bdi class="tab-count">{tab.count}</bdi></> : null}</a>
    ))}</nav>
  )
}

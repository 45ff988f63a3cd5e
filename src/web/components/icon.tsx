// The few icons of the plain pages, drawn in the page itself so that they cost no request and take the text's colour.

const paths = {
  reply: 'M9 7 4 12l5 5M4 12h9a7 7 0 0 1 7 7',
  boost: 'M4 10V8a3 3 0 0 1 3-3h10m0 0-3-3m3 3-3 3M20 14v2a3 3 0 0 1-3 3H7m0 0 3-3m-3 3 3 3',
  star: 'm12 3 2.7 5.6 6.1.8-4.5 4.2 1.1 6.1L12 16.8l-5.4 2.9 1.1-6.1L3.2 9.4l6.1-.8z',
  pin: 'M9 3h6l-1 6 4 4H6l4-4zM12 13v8',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  moon: 'M19 14.5A7.5 7.5 0 0 1 9.5 5a7.5 7.5 0 1 0 9.5 9.5z',
  globe: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18',
  mail: 'M3 6h18v12H3zM3 7l9 7 9-7',
  check: 'm5 13 4.5 4.5L19 7',
  warn: 'M12 4 2.5 20h19zM12 10v5M12 17.5v.5',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v6M12 7.5V8',
  next: 'm9 5 7 7-7 7',
  previous: 'm15 5-7 7 7 7',
  home: 'M4 11.5 12 4l8 7.5M6 10v10h12V10M10 20v-6h4v6',
  explore: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM15.5 8.5l-2 5-5 2 2-5z',
  write: 'M4 20h4L19 9l-4-4L4 16zM13 7l4 4',
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l2 2H4zM10 20.5h4',
  list: 'M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01',
  bookmark: 'M6 4h12v16l-6-4.5L6 20z',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20a7.5 7.5 0 0 1 15 0',
  settings: 'M4 7h9M17 7h3M4 12h3M11 12h9M4 17h9M17 17h3M15 5v4M9 10v4M15 15v4',
  shield: 'M12 3 5 6v5c0 5 3 8 7 10 4-2 7-5 7-10V6z',
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l4.5 4.5',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  down: 'm5 9 7 7 7-7',
  up: 'm5 15 7-7 7 7',
  close: 'm6 6 12 12M18 6 6 18',
  image: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9h.01',
  poll: 'M5 20V10M12 20V4M19 20v-7',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3 3',
  elsewhere: 'M14 4h6v6M20 4l-9 9M10 6H5v13h13v-5',
  larger: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l4.5 4.5M11 8v6M8 11h6',
  smaller: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l4.5 4.5M8 11h6',
  bot: 'M5 9h14v10H5zM12 9V5M9 13v2M15 13v2',
} as const

export type IconName = keyof typeof paths

/** A picture beside words that say the same, so it is hidden from screen readers. */
export function Icon(props: { name: IconName; class?: string }) {
  return (
    <svg class={props.class ? `icon ${props.class}` : 'icon'} viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false">
      <path d={paths[props.name]} />
    </svg>
  )
}

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

// Where the reader is, as far as what is new is concerned.

/** At the very top what is new goes in by itself; anywhere else it waits. */
export const atTop = (): boolean => window.scrollY < 8 && !document.hidden && !document.activeElement?.closest('[data-card]')

// What a letter is made of before it looks like anything: a subject, and paragraphs in their order.

export interface Letter {
  subject: string
  /** A link is a paragraph of its own, the first one the letter's button. What people wrote themselves is a quote. */
  body: (string | { label: string; url: string } | { quote: string; from?: string })[]
  /** Why somebody gets it, and how to get no more of them. */
  foot?: { text: string; label: string; url: string } | null
}

/** Known to every letter: whom it greets, and who sends it. `origin` is without a closing slash. */
export interface Told {
  name: string
  origin: string
  community: string
}

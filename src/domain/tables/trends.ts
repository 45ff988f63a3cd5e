// What many people speak of now, and what staff said of it.

export interface TrendsTables {
  trends: {
    /** `tag`, `link`, `status`. */
    kind: string
    subject_id: number
    score: number
    /** The highest score of late and when that was; scores of tags and links fall from there. */
    peak: number
    peaked_at: number
    language: string | null
    allowed: number
  }
  trend_reviews: {
    kind: string
    /** An id; for `provider` a host, for `author` an account's id. */
    key: string
    allowed: number
    account_id: number | null
    reviewed_at: number
  }
}

// What pool.ts and worker.ts say to each other over their channel.
import type { ImageFailure, ImageInput, ImageOptions, ProcessedImage, ProcessedProfileImage } from './image-types.ts'

export type ImageVerb = 'processImage' | 'processAvatar' | 'processHeader'

export type ImageResult = ProcessedImage | ProcessedProfileImage | ImageFailure

export interface WorkerRequest {
  verb: ImageVerb
  input: ImageInput
  options: ImageOptions
}

/** `error`: the work could not be attempted (a missing file); that is no verdict on the picture. */
export interface WorkerReply {
  result: ImageResult | null
  error: string | null
  /** Resident memory of the worker after the work, in bytes. */
  rss: number
}

/** With this code a worker ends itself when it has grown beyond its memory cap. */
export const EXIT_OVER_MEMORY = 90

/** The memory cap in bytes, handed to the worker in its environment. */
export const MEMORY_CAP_VARIABLE = 'COVEY_MEDIA_MEMORY_CAP'

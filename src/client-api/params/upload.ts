// Multipart bodies as apps send them: read by machinery, refused in the API's words.
import type { FastifyRequest } from 'fastify'
import { Refusal } from '#domain/refusals.ts'
import { MultipartFault, readMultipart, type MultipartFaultReason, type Upload } from '#machinery/http/multipart.ts'

interface UploadLimits {
  /** false: a file is refused. */
  files?: boolean
  /** Bytes a file may have. */
  maxBytes?: number
}

const MAX_FILE = 99 * 1024 * 1024

const refusals: Record<MultipartFaultReason, (maxBytes: number) => Refusal> = {
  broken: () => new Refusal('input.malformed', { text: 'The multipart body is broken' }),
  'null-characters': () => new Refusal('input.malformed', { text: 'Text must not contain null characters' }),
  'field-too-large': () => new Refusal('input.too-large'),
  'file-too-large': (maxBytes) => new Refusal('input.too-large', { text: `The file is over ${Math.floor(maxBytes / 1048576)} MB` }),
  'too-many-files': () => new Refusal('input.invalid', { text: 'Validation failed: no file is accepted here' }),
  'too-many-fields': () => new Refusal('input.invalid', { text: 'Validation failed: too many fields' }),
}

/** Reads a multipart body. Refuses files over `maxBytes` with `input.too-large` without reading on. Use with `await using`. */
export async function readUpload(request: FastifyRequest, { files: wanted = true, maxBytes = MAX_FILE }: UploadLimits = {}): Promise<Upload> {
  try {
    return await readMultipart(request.raw, { files: wanted ? 5 : 0, maxBytes })
  } catch (error) {
    throw error instanceof MultipartFault ? refusals[error.reason](maxBytes) : error
  }
}

import type { BeginUploadResult } from '#files/actions/begin_upload'
import type { FinishUploadResult } from '#files/actions/finish_upload'
import { describeDocumentError } from '#shared/document_errors'

/** Why an upload is not taken, whichever way it comes. */
export interface UploadRefusal {
  /** HTTP status; from 500 on, the same may go well later. */
  status: number
  code: string
  message: string
}

export const BAD_ID: UploadRefusal = {
  ...{ status: 400, code: 'BAD_ID', message: 'An upload needs a UUID as its id.' },
}
export const UNAVAILABLE: UploadRefusal = {
  status: 503,
  code: 'UNAVAILABLE',
  message: 'The server cannot store this right now. Try again.',
}

export function refusalToBegin(
  result: Exclude<BeginUploadResult, { type: 'begun' }>
): UploadRefusal {
  switch (result.type) {
    case 'complete':
      return { status: 409, code: 'UPLOADED', message: 'This file is here already.' }
    case 'too_large': {
      const message = `A file of this kind may have ${megabytes(result.limit)} at most.`
      return { status: 413, code: 'FILE_TOO_LARGE', message }
    }
    case 'quota_exceeded': {
      const message = `Your files may have ${megabytes(result.limit)} together. Delete some, then try again.`
      return { status: 413, code: 'QUOTA_EXCEEDED', message }
    }
    case 'too_many_unfinished': {
      const message = `${result.limit} uploads of yours are not finished. Finish those first, or wait a day.`
      return { status: 429, code: 'TOO_MANY_UNFINISHED', message }
    }
    case 'disk_full': {
      const message = 'This Loft has too little room left for files. Ask its operator to make some.'
      return { status: 507, code: 'DISK_FULL', message }
    }
    default: {
      const exhaustive: never = result
      return exhaustive
    }
  }
}

export function refusalToFinish(
  result: Exclude<FinishUploadResult, { type: 'stored' }>
): UploadRefusal {
  switch (result.type) {
    case 'gone':
      return { status: 410, code: 'GONE', message: 'What this file belongs to was deleted.' }
    case 'contradiction': {
      const { sentence } = describeDocumentError('WRONG_TYPE')
      return { status: 415, code: 'WRONG_TYPE', message: sentence }
    }
    case 'unsupported':
      return {
        status: 415,
        code: 'UNSUPPORTED_TYPE',
        message:
          'Images may be PNG, JPEG, WebP or GIF; documents PDF, Office, EPUB, e-mail, web pages and text.',
      }
    default: {
      const exhaustive: never = result
      return exhaustive
    }
  }
}

const megabytes = (bytes: number) => `${Math.floor(bytes / 1_000_000)} MB`

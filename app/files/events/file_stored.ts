import { BaseEvent } from '@adonisjs/core/events'

/** All bytes of a file are here: answers that waited for it can start. */
export class FileStored extends BaseEvent {
  constructor(
    readonly userId: string,
    readonly fileId: string
  ) {
    super()
  }
}

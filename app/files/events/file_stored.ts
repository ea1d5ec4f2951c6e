import { BaseEvent } from '@adonisjs/core/events'

/** All bytes of a file are here, or it was refused: what waited for it can go on. */
export class FileStored extends BaseEvent {
  constructor(
    readonly userId: string,
    readonly fileId: string
  ) {
    super()
  }
}

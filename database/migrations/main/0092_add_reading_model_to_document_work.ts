import { BaseSchema } from '@adonisjs/lucid/schema'

/** The model that a person chose to read the pages of a scan; see `v1.DocumentRetryRequested`. */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw('ALTER TABLE document_work ADD COLUMN reading_model TEXT')
  }

  override async down() {
    this.schema.raw('ALTER TABLE document_work DROP COLUMN reading_model')
  }
}

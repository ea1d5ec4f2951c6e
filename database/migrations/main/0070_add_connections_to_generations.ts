import { BaseSchema } from '@adonisjs/lucid/schema'

/** Which model was asked last, over whose key and at whose cost: after a crash it is all that tells who was asked. */
export default class extends BaseSchema {
  protected tableName = 'generations'

  override async up() {
    this.schema.alterTable(this.tableName, (table) => {
      table.string('attempted_model').nullable()
      table.string('provider').nullable()
      /** Id of the `user_models` row; null when it was the operator's connection. */
      table.uuid('key_id').nullable()
      table.string('billed_to').nullable()
    })
  }

  override async down() {
    this.schema.alterTable(this.tableName, (table) => {
      table.dropColumns('attempted_model', 'provider', 'key_id', 'billed_to')
    })
  }
}

import { BaseSchema } from '@adonisjs/lucid/schema'

/** The catalogue of a provider as it was told last. Rows of models that vanished stay, not available. */
export default class extends BaseSchema {
  protected tableName = 'models'

  override async up() {
    this.schema.createTable(this.tableName, (table) => {
      table.string('provider_name').notNullable()
      table.string('model_id').notNullable()
      table.string('name').notNullable()
      table.boolean('is_available').notNullable()
      table.boolean('is_byok_supported').notNullable()
      table.boolean('is_paid_model').notNullable()
      table.text('author').nullable()
      table.text('description').nullable()
      /** JSON: what it sees, does and how long it answers, see ModelDescription. */
      table.text('capabilities').notNullable()
      /** JSON: nano-dollars per million tokens, see ModelPricing; null when unknown. */
      table.text('pricing').nullable()
      table.bigInteger('context_length').nullable()
      table.bigInteger('released_at').nullable()
      table.bigInteger('expires_at').nullable()
      /** When the provider named it last. */
      table.bigInteger('seen_at').notNullable()
      table.bigInteger('created_at').notNullable()
      table.bigInteger('updated_at').notNullable()
      table.primary(['provider_name', 'model_id'])
    })
  }

  override async down() {
    this.schema.dropTable(this.tableName)
  }
}

import { BaseSchema } from '@adonisjs/lucid/schema'

/** As @adonisjs/session defines it; user_id is the tag that finds the sessions of a user. */
export default class extends BaseSchema {
  protected tableName = 'sessions'

  override async up() {
    this.schema.createTable(this.tableName, (table) => {
      table.string('id').primary()
      table.text('data').notNullable()
      table.string('user_id').nullable().index()
      table.timestamp('expires_at').notNullable().index()
    })
  }

  override async down() {
    this.schema.dropTable(this.tableName)
  }
}

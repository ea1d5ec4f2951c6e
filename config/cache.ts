import { defineConfig, drivers, store } from '@adonisjs/cache'

const cacheConfig = defineConfig({
  default: 'default',
  stores: {
    default: store()
      .useL1Layer(drivers.memory({ maxItems: 5_000 }))
      .useL2Layer(
        drivers.database({ connectionName: 'cache', tableName: 'cache', autoCreateTable: false })
      ),
  },
})

export default cacheConfig

declare module '@adonisjs/cache/types' {
  interface CacheStores extends InferStores<typeof cacheConfig> {}
}

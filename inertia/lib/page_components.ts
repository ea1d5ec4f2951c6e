import type { ResolvedComponent } from '@inertiajs/react'

type Load = () => Promise<{ default: ResolvedComponent }>

/**
 * Finds the component of a page; a page that was loaded before is there at once. Inertia shows whatever it has got, whenever it
 * comes: after several quick steps back the page of an earlier step could replace that of the last one. Here a page that is no
 * longer the newest one asked for never comes.
 */
export function pageComponents(loaders: Record<string, Load>) {
  const loaded = new Map<string, ResolvedComponent>()
  let newest = 0
  return (name: string): ResolvedComponent | Promise<ResolvedComponent> => {
    const asked = ++newest
    const known = loaded.get(name)
    if (known) return known
    const load = loaders[`./pages/${name}.tsx`]
    if (!load) throw new Error(`There is no page "${name}"`)
    return load().then(({ default: component }) => {
      loaded.set(name, component)
      return asked === newest ? component : new Promise(() => {})
    })
  }
}

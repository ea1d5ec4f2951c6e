import { isBlind } from '#shared/policies/image_sight'
import { test } from '@japa/runner'

test('a model is blind only where somebody who knows says so', ({ assert }) => {
  const blind = { canSeeImages: false, contextLength: 8_192 }
  assert.isTrue(isBlind('openrouter:a/b', blind))
  assert.isTrue(isBlind('served-here', blind))
  assert.isFalse(isBlind('openrouter:a/b', { ...blind, canSeeImages: true }))
  assert.isFalse(isBlind('served-here', { ...blind, contextLength: null }))
  // These tell their windows, and nothing about eyes.
  assert.isFalse(isBlind('custom:one:llava', blind))
  assert.isFalse(isBlind('local:llava', blind))
})

import type { Measure } from './boxes'

let context: CanvasRenderingContext2D | null = null

/** By a font of the same kind: what counts is how a line is shared among its letters. */
export const measureText: Measure = (text, fontFamily) => {
  context ??= document.createElement('canvas').getContext('2d')
  if (!context) return text.length
  context.font = `100px ${fontFamily}`
  return context.measureText(text).width
}

/** Small, and related: one request, and one dictionary for the compressor. */
export { default as MoveChatDialog } from '~/features/projects/components/move_chat_dialog'
export { ShortcutSheet } from '~/features/palette/components/shortcut_sheet'
export { default as PaletteHost } from './palette_host'

/** Wanted together, in an idle moment: one request, and one dictionary for the compressor. */
export { ModelPicker } from './picker/model_picker'
export { ChatSettingsPanel } from './settings/chat_settings_panel'

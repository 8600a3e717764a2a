export { type EmbeddablePhoto, embedPhoto } from './embed-photo.js';
export { type RenderOptions, renderPng } from './render-png.js';
export { type SavedEvidence, saveEvidence } from './save-evidence.js';

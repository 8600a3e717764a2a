export { type EmbeddablePhoto, embedPhoto } from './embed-photo.js';
export { EvidenceFolder, type SavedEvidence } from './evidence-folder.js';
export { type RenderOptions, renderPng } from './render-png.js';

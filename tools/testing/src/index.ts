export { repositoryRoot, type SharedPart, samplePhoto, sharedFolder, sharedPart, sharedPath } from './shared.js';

export { type BrokenModel, brokenModels } from './broken-models.js';
export {
  type CommandResult,
  type CommandSurroundings,
  captureCommand,
  jsonLinesOf,
  type RunnableCommand,
} from './capture-command.js';
export { flawsOfHelp, optionsDefined, optionsListed } from './command-options.js';
export { type OddPhoto, writeOddPhotos } from './odd-photos.js';
export { examplesIn, linesOfExample } from './readme-examples.js';
export { shapeOf } from './shape-of.js';
export { repositoryRoot, type SharedPart, samplePhoto, sharedFolder, sharedPart, sharedPath } from './shared.js';
export { type TinyModelOptions, tinyModelWords, writeTinyModel } from './tiny-model.js';

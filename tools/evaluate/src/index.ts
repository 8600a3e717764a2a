export {
  type CaptionPair,
  type CaptionScores,
  type MetricName,
  type MetricScore,
  metricNames,
  scoreCaptions,
} from './score-captions.js';

import type { EfficientNetLiteConfig } from '@crossattn/checkpoint';
import { convolution, reshape, transpose } from '@crossattn/onnx';
import type { ImageArchitecture } from '../encoder/image-architecture.js';
import { invertedResidual } from './inverted-residual.js';
import { mapSide } from './map-side.js';

/**
 * EfficientNet-Lite: EfficientNet (Tan and Le, 2019) without squeeze-and-excitation and with ReLU6, batch normalisation
 * folded into the convolutions. The classifier is left out: the map of its last convolution comes out.
 */
export const efficientNetLite: ImageArchitecture<EfficientNetLiteConfig> = {
  type: 'efficientnet-lite',

  grid(config) {
    const side = mapSide(config);
    return { rows: side, columns: side };
  },

  compose(builder, pixels, config, observe) {
    const { padding, stem } = config;
    let map = convolution(builder, pixels, 'vision.stem', { stride: stem.stride, padding, activation: 'relu6' });
    observe('vision.stem', map);
    for (const [stageIndex, stage] of config.stages.entries()) {
      for (let index = 0; index < stage.repeats; index++) {
        const prefix = `vision.stages.${stageIndex}.${index}`;
        map = invertedResidual(builder, map, prefix, {
          outputs: stage.out,
          expand: stage.expand,
          stride: index === 0 ? stage.stride : 1,
          padding,
        });
        observe(prefix, map);
      }
    }
    map = convolution(builder, map, 'vision.head', { padding, activation: 'relu6' });
    observe('vision.head', map);
    const [batch = 'batch', channels = 0] = map.shape;
    const { rows, columns } = this.grid(config);
    return reshape(builder, transpose(builder, map, [0, 2, 3, 1]), [batch, rows * columns, channels]);
  },
};

import { describeInNode } from './describe-in-node.js';

describeInNode('float16');

/** `make-base.ts <folder> <file that says that it is done> <scale>`: what openBase starts where there is no base yet. */
import { makeIn } from './base/open.ts';
import type { Scale } from './base/scale.ts';

const [folder = '', done = '', scale = '{}'] = process.argv.slice(2);
await makeIn(folder, done, JSON.parse(scale) as Scale);

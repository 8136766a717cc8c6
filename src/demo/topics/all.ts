import { city } from './city.ts';
import { homes } from './homes.ts';
import { roads } from './roads.ts';
import type { Topic } from './topic.ts';

export const topics: readonly Topic[] = [...roads, ...homes, ...city];

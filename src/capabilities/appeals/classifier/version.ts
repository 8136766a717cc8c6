import type { Ref } from '#platform/db/ids.ts';

export type ModelRef = Ref<'classifier-model'>;

import type { Access } from '#platform/http/access.ts';

const found = import.meta.glob<Access>('../routes/**/access.ts', { eager: true, import: 'default' });

/** Route id → who may open it. What has no `access.ts` is closed. */
export const addresses: ReadonlyMap<string, Access> = new Map(
	Object.entries(found).map(([file, rules]) => [
		file.replace(/^\.\.\/routes/, '').replace(/\/access\.ts$/, '') || '/',
		rules,
	]),
);

import { existsSync, statfsSync, statSync } from 'node:fs';
import { config } from '#platform/config/door.server.ts';
import { size } from '../console.ts';
import type { Examination } from './doctor.ts';

const enough = 1024 ** 3;

export const checkFolder: Examination = async () => {
	const folder = existsSync(config().files) ? config().files : config().data;
	if (!existsSync(folder)) return [];
	const { bavail, bsize } = statfsSync(folder);
	const free = bavail * bsize;
	return [
		{
			state: free < enough ? 'fault' : 'good',
			key: free < enough ? 'disk-low' : 'disk',
			facts: { folder, free: size(free) },
		},
	];
};

/** Whoever has the keys can open sealed secrets and forge links: the file is for its owner alone. */
export const checkKeys: Examination = async () => {
	const { keys } = config();
	if (!existsSync(keys)) return [{ state: 'remark', key: 'keys-none', facts: { file: keys } }];
	const open = process.platform !== 'win32' && (statSync(keys).mode & 0o077) !== 0;
	return [{ state: open ? 'fault' : 'good', key: open ? 'keys-open' : 'keys', facts: { file: keys } }];
};

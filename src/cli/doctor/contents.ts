import { createHash } from 'node:crypto';
import { allContents, readContent, sizeOfContent } from '#platform/files/door.server.ts';
import { endProgress, progress, t } from '../console.ts';
import type { Examination, Finding } from './doctor.ts';

/** Every file that a row names is there and is what it was; `--quick` looks at sizes only. */
export const checkContents: Examination = async (_url, { quick }) => {
	let count = 0;
	const found: Finding[] = [];
	for await (const { sha256, size } of allContents()) {
		progress(t('cli.doctor.reading', { count }));
		count++;
		if (quick) {
			const there = await sizeOfContent(sha256);
			if (there !== size) found.push(fault(there === null ? 'file-missing' : 'file-changed', sha256));
			continue;
		}
		const content = await readContent(sha256);
		if (!content) {
			found.push(fault('file-missing', sha256));
			continue;
		}
		const hash = createHash('sha256');
		for await (const part of content) hash.update(part as Buffer);
		if (hash.digest('hex') !== sha256) found.push(fault('file-changed', sha256));
	}
	endProgress();
	return found.length > 0 ? found : [{ state: 'good', key: 'files', facts: { count } }];
};

function fault(key: string, sha256: string): Finding {
	return { state: 'fault', key, facts: { file: sha256 } };
}

import { Worker } from 'node:worker_threads';
import type { Lesson } from './lesson.ts';
import type { Taught } from './teach.ts';

/** Teaches in a thread of its own. Null: it was stopped on the way. */
export async function teachApart(
	lesson: Lesson,
	{ onStep, stopped }: { onStep: (done: number) => Promise<void>; stopped: () => Promise<boolean> },
): Promise<Taught | null> {
	const worker = new Worker(new URL('./teach-worker.ts', import.meta.url), { workerData: lesson });
	let going: Promise<void> = Promise.resolve();
	try {
		return await new Promise<Taught | null>((resolve, reject) => {
			worker.on('message', (message: { progress?: number; taught?: Taught }) => {
				if (message.taught) resolve(message.taught);
				else if (message.progress !== undefined) {
					const done = message.progress;
					going = going
						.then(() => onStep(done))
						.then(stopped)
						.then((stop) => (stop ? resolve(null) : undefined))
						.catch(reject);
				}
			});
			worker.on('error', reject);
			worker.on('exit', (code) => reject(new Error(`the thread that teaches ended with ${code}`)));
		});
	} finally {
		await going.catch(() => {});
		await worker.terminate();
	}
}

/** Teaches in a thread of its own, so that the pages of this process wait for nothing; tells its progress on the way. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Lesson } from './lesson.ts';
import { teach } from './teach.ts';

const steps = teach(workerData as Lesson);
let told = 0;
for (;;) {
	const step = steps.next();
	if (step.done) {
		parentPort?.postMessage({ taught: step.value });
		break;
	}
	if (++told % 10 === 0) parentPort?.postMessage({ progress: told });
}

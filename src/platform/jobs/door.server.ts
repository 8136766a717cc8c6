export { dropJob, type FailedJob, listFailed, retryJob } from './failed.server.ts';
export { type Lag, readLag } from './figures.server.ts';
export { type Health, readHealth } from './health.server.ts';
export { installQueue } from './install.server.ts';
export { dequeue, type EnqueueOptions, enqueue } from './queue.server.ts';
export { registerJobs } from './registry.ts';
export { type JobRunner, runJobs, startJobs } from './runner.server.ts';
export {
	listWork,
	resumeWork,
	type Said,
	startWork,
	stopWork,
	viewWork,
	type WorkState,
	type WorkView,
} from './work.server.ts';

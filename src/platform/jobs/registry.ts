import type { Job, Room, Together } from '../room.ts';

/** Something that runs again and again in each process that runs jobs: the relay of events, the sequencer of the audit chain. */
export type Loop = {
	name: string;
	/** Milliseconds between two runs that found nothing to do. */
	every: number;
	/** Answers whether there may be more to do at once. */
	run: (signal: AbortSignal) => Promise<boolean>;
};

export type CronLine = { job: string; line: string };

// biome-ignore lint/suspicious/noExplicitAny: each job knows the shape of its own payload
type AnyJob = Job<any>;

const jobs = new Map<string, AnyJob>();
// biome-ignore lint/suspicious/noExplicitAny: as above
const together = new Map<string, Together<any>>();
const listeners = new Map<string, string[]>();
const crontab: CronLine[] = [];
const loops: Loop[] = [];

/** A job's full name begins with its room: `appeals.remind`; a room may leave its own name out. */
const fullName = (room: string, job: string) => (job.includes('.') ? job : `${room}.${job}`);

/** The task that a listener is, as it reads in the list of failed jobs: `search on appeals.answered`. */
export const listenerTask = (room: string, event: string) => `${room} on ${event}`;

/** Takes the jobs, listeners and lines of the crontab of every room. Called once by `openHouse`. */
export function registerJobs(rooms: readonly Room[]): void {
	for (const room of rooms) {
		for (const [name, job] of Object.entries(room.jobs ?? {})) add(fullName(room.name, name), job);
		for (const [event, listener] of Object.entries(room.listens ?? {})) {
			const task = listenerTask(room.name, event);
			add(task, listener);
			listeners.set(event, [...(listeners.get(event) ?? []), task]);
		}
		for (const [event, listener] of Object.entries(room.listensTogether ?? {})) {
			const task = listenerTask(room.name, event);
			if (jobs.has(task)) throw new Error(`${room.name} listens twice to ${event}`);
			together.set(task, listener);
			listeners.set(event, [...(listeners.get(event) ?? []), task]);
		}
		for (const [name, line] of Object.entries(room.crontab ?? {}))
			crontab.push({ job: fullName(room.name, name), line });
		for (const loop of room.loops ?? []) loops.push(loop);
	}
	for (const { job } of crontab)
		if (!jobs.has(job)) throw new Error(`the crontab names ${job}, which no room has as a job`);
}

function add(name: string, job: AnyJob): void {
	if (jobs.has(name)) throw new Error(`the job ${name} is declared twice`);
	jobs.set(name, job);
}

export const allJobs = (): ReadonlyMap<string, AnyJob> => jobs;
/** Tasks whose payload is a list of events. */
export const allTogether = (): ReadonlyMap<string, Together<unknown>> => together;
export const allListeners = (): ReadonlyMap<string, readonly string[]> => listeners;
export const allCronLines = (): readonly CronLine[] => crontab;
export const allLoops = (): readonly Loop[] => loops;

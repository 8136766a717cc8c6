import { z } from 'zod';

/** `manifest.json` of a backup. It is written last: a folder without it is no backup. */
export const manifestSchema = z.object({
	format: z.literal(1),
	release: z.string(),
	madeAt: z.string(),
	postgres: z.string(),
	migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
	months: z.array(z.string()),
	/** In the order in which they are filled. */
	tables: z.array(
		z.object({
			schema: z.string(),
			name: z.string(),
			columns: z.array(z.string()),
			rows: z.number(),
			/** `rows/<schema>.<name>.copy.gz`: what COPY gives, gzipped. */
			file: z.string().regex(/^rows\/[a-z0-9_.]+\.copy\.gz$/),
			sha256: z.string(),
		}),
	),
	/** `files.txt`: a line for each content, its SHA-256 and size. The contents lie under `files/ab/cd/<sha256>`. */
	files: z.object({ count: z.number(), bytes: z.number(), sha256: z.string(), missing: z.array(z.string()) }),
	/** Whether `keys.sealed` is there. */
	keys: z.boolean(),
	/** SHA-256 of `erasures.jsonl`. */
	erasures: z.string(),
});
export type Manifest = z.infer<typeof manifestSchema>;

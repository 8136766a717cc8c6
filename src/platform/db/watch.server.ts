/** Hears the text of every statement that this process sends; set before the database is opened. For tests and measurements. */
export type Watcher = (text: string, parameters: readonly unknown[]) => void;

let watcher: Watcher | undefined;

export function watchStatements(by: Watcher | undefined): void {
	watcher = by;
}

/** What the driver calls with each statement. */
export function debugOption(): {
	debug?: (connection: number, text: string, parameters: unknown[]) => void;
} {
	return watcher ? { debug: (_connection, text, parameters) => watcher?.(text, parameters) } : {};
}

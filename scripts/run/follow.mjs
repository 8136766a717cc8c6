/** Loaded before what runs: when the script that started it is killed, it ends as if asked to. */
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();

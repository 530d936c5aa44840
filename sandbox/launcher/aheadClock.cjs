// Loaded into n8n before anything else (NODE_OPTIONS): its clock is so many milliseconds ahead of the machine's.
const ahead = Number(process.env.QBO_SYNC_CLOCK_AHEAD);
const MachineDate = Date;
const machineNow = MachineDate.now;
const now = () => machineNow() + ahead;

globalThis.Date = new Proxy(MachineDate, {
	construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
	apply: () => new MachineDate(now()).toString(),
	get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
});

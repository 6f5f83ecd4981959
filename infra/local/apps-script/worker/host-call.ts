import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import type { Call } from '../host/host-ops';
import type { HostAnswer } from '../worker-protocol';

/** Asks the main thread and sleeps until it has answered: Apps Script's services know no waiting. */
export function hostCall(port: MessagePort, flag: Int32Array): Call {
  return (op, ...args) => {
    Atomics.store(flag, 0, 0);
    port.postMessage({ op, args });
    // The notification of the answer before may come late and wake this wait: only the flag says that there is one.
    while (Atomics.load(flag, 0) === 0) Atomics.wait(flag, 0, 0);
    const answer: HostAnswer | undefined = receiveMessageOnPort(port)?.message;
    if (answer === undefined) throw new Error(`The workbench did not answer ${op}`);
    if (!answer.ok) throw new Error(answer.error);
    return answer.value as never;
  };
}

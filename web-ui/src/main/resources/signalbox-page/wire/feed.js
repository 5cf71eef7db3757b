// @ts-check
import { decodeMessage } from 'wire/message.js';

const RETRY_MS = [300, 600, 1200, 2400, 4000];

/**
 * Follows one run, and comes back when the connection drops.
 *
 * @param {object} options
 * @param {string} options.url of the WebSocket, without a query
 * @param {import('wire/message.js').Sink} options.sink
 * @param {() => {events: number, cells: number, edges: number, holds: number}} options.has what the page holds already
 * @param {(info: any) => void} options.onInfo
 * @param {(status: 'open'|'lost'|'ended', retryMs: number) => void} options.onStatus
 */
export function followRun({ url, sink, has, onInfo, onStatus }) {
  let tries = 0;
  const connect = () => {
    const { events, cells, edges, holds } = has();
    const socket = new WebSocket(`${url}?events=${events}&cells=${cells}&edges=${edges}&holds=${holds}`);
    socket.binaryType = 'arraybuffer';
    let ended = false;
    socket.onmessage = ({ data }) => {
      tries = 0;
      if (typeof data !== 'string') {
        decodeMessage(data, sink);
        onStatus('open', 0);
        return;
      }
      const { type, ...info } = JSON.parse(data);
      if (type === 'run') {
        onInfo(info);
      } else if (type === 'end') {
        ended = true;
        onStatus('ended', 0);
        socket.close();
      }
    };
    socket.onclose = () => {
      if (!ended) {
        const waitMs = RETRY_MS[Math.min(tries++, RETRY_MS.length - 1)];
        onStatus('lost', waitMs);
        setTimeout(connect, waitMs);
      }
    };
  };
  connect();
}

import { el } from '../dom';

/** One line on whether what is shown and typed is also what the server has. */
export function syncState() {
  const element = el('span', { class: 'sync' });
  element.setAttribute('role', 'status');
  let [connected, waiting, running] = [true, 0, ''];
  const show = () => {
    const state = !connected ? 'is-lost' : waiting > 0 || running !== '' ? 'is-busy' : 'is-saved';
    element.className = `sync ${state}`;
    if (!connected) {
      element.textContent =
        waiting > 0 ? `连接已断开,正在重连 · ${waiting} 处修改等待发送` : '连接已断开,正在重连…';
    } else if (running !== '') element.textContent = `正在运行“${running}”…`;
    else element.textContent = waiting > 0 ? `正在保存 ${waiting} 处修改…` : '已同步';
  };
  show();
  return {
    element,
    setConnected: (value: boolean) => {
      connected = value;
      show();
    },
    setWaiting: (value: number) => {
      waiting = value;
      show();
    },
    setRunning: (label: string) => {
      running = label;
      show();
    },
  };
}

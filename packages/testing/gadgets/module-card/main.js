import { hubReady } from './hub-ready.js';

class AgentCard extends HTMLElement {
  connectedCallback() {
    this.attachShadow({ mode: 'open' }).innerHTML = '<style>b { color: teal; }</style><b id="name"></b> <span id="state"></span>';
  }

  show(user) {
    this.shadowRoot.querySelector('#name').textContent = user.getFirstName();
    this.shadowRoot.querySelector('#state').textContent = user.getState();
  }
}

customElements.define('agent-card', AgentCard);

const { finesse } = window;
await hubReady(window);
finesse.clientservices.ClientServices.init(finesse.gadget.Config);
const card = document.querySelector('agent-card');
new finesse.restservices.User({ id: finesse.gadget.Config.id, onLoad: (user) => card.show(user), onChange: (user) => card.show(user) });

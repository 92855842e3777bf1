import asyncio
from pathlib import Path

from langchain_core.documents import Document
from langchain_core.language_models.fake_chat_models import FakeListChatModel
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import RunnableLambda, RunnablePassthrough

from assistant.bootstrap import Application
from assistant.settings import Settings
from tests.fakes import application_of

QUESTION = "Mag de school mijn kind weigeren?"


def application(tmp_path: Path) -> Application:
    return application_of(Settings(data_dir=tmp_path))


def test_it_is_a_langchain_retriever_that_gives_stored_passages(tmp_path: Path) -> None:
    served = application(tmp_path)
    retriever = served.as_retriever(count=3)
    found = retriever.invoke(QUESTION)
    assert isinstance(retriever, BaseRetriever)
    assert 1 <= len(found) <= 3
    for one in found:
        text = served.library.current().documents.text(one.metadata["document_id"])
        assert text[one.metadata["start"] : one.metadata["end"]] == one.page_content
        assert one.metadata["kind"] == "rechten"
        assert one.metadata["status"] == "geldend"


def test_it_can_be_awaited(tmp_path: Path) -> None:
    assert asyncio.run(application(tmp_path).as_retriever().ainvoke(QUESTION))


def test_it_works_in_a_small_chain(tmp_path: Path) -> None:
    seen: list[str] = []

    def joined(documents: list[Document]) -> str:
        seen.append("\n".join(one.page_content for one in documents))
        return seen[-1]

    prompt = ChatPromptTemplate.from_template("{passages}\n\n{question}")
    model = FakeListChatModel(responses=["Nee, niet zomaar."])
    chain = (
        {
            "passages": application(tmp_path).as_retriever(count=2) | RunnableLambda(joined),
            "question": RunnablePassthrough(),
        }
        | prompt
        | model
        | StrOutputParser()
    )
    assert chain.invoke(QUESTION) == "Nee, niet zomaar."
    assert "Een school mag uw kind niet zomaar weigeren." in seen[0]
